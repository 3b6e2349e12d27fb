import '@askwell/widget/react';

export const inline = <askwell-chat publishable-key="pk_1" mode="inline" onaskwell-message={(event) => event.detail.text} />;
// @ts-expect-error -- there is no such mode
export const wrong = <askwell-chat publishable-key="pk_1" mode="floating" />;
