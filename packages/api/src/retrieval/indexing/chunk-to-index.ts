/** What knowledge hands over for each chunk of a document. */
export interface ChunkToIndex {
  id: string;
  ordinal: number;
  headingPath: string[];
  start: number;
  end: number;
  page: number | null;
  text: string;
}
