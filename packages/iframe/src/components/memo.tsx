import { Component, type ComponentType, type VNode } from 'preact';

/** Renders again only when `isSame` says that the properties differ: items of the transcript keep their identity while unchanged. */
export function memo<Props extends object>(
  Inner: (props: Props) => VNode,
  isSame: (former: Props, next: Props) => boolean,
): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return !isSame(this.props, next);
    }
    override render(): VNode {
      return <Inner {...this.props} />;
    }
  };
}
