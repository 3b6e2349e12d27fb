export type SnippetName = 'script' | 'frame' | 'http';

/** What the demo page offers to copy, with the address and key of this very server. */
export function snippets({ base, key }: { base: string; key: string }): Record<SnippetName, string> {
  return {
    script: `<script
  src="${base}/widget.js"
  data-key="${key}"
  async></script>`,
    frame: `<iframe
  src="${base}/embed/${key}"
  title="Ask our documentation"
  width="420" height="640"
  allow="clipboard-write"></iframe>`,
    http: `curl ${base}/v1/answers \\
  -H "Authorization: Bearer $ASKWELL_SECRET_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"question": "How do I install the widget?"}'`,
  };
}
