/** Sheets that pages really have, at their worst. */
export const hostileSheet = `
*, *::before, *::after { all: unset !important; }
* { box-sizing: content-box !important; font: italic 31px fantasy !important; color: lime !important; letter-spacing: 5px !important; direction: rtl !important; }
button, textarea, div, section { display: none !important; }
askwell-chat, askwell-chat * { opacity: .1 !important; transform: rotate(9deg) !important; filter: blur(3px) !important; zoom: 2 !important; }
:host { display: none !important; }
`;

/** The computed styles of the page's own elements: 13 kinds of them by 18 properties. */
export function probeStyles(): string[] {
  const properties = [
    'color', 'background-color', 'font-family', 'font-size', 'font-weight', 'line-height', 'letter-spacing', 'margin-top', 'padding-left',
    'border-top-width', 'display', 'position', 'overflow', 'box-sizing', 'width', 'height', 'opacity', 'cursor',
  ]; // prettier-ignore
  const kinds = 'html, body, main, article, h1, p, b, code, li, td, button, input, textarea, a, .panel, svg';
  return Array.from(document.querySelectorAll(kinds), (element) => {
    const style = getComputedStyle(element);
    return `${element.localName} ${properties.map((name) => style.getPropertyValue(name)).join('|')}`;
  });
}
