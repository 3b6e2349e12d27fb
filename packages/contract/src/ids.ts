/** The prefix of each kind of id. */
export const idPrefixes = {
  tenant: 'ten_',
  assistant: 'ast_',
  document: 'doc_',
  source: 'sou_',
  chunk: 'chk_',
  visitor: 'vis_',
  conversation: 'cnv_',
  message: 'msg_',
  run: 'run_',
  key: 'key_',
  attachment: 'att_',
  handoff: 'hof_',
  identitySecret: 'idk_',
  delivery: 'dlv_',
} as const;

export type IdKind = keyof typeof idPrefixes;
