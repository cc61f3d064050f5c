/** What the address of the gallery says. */
export interface GallerySearch {
  /** A name that somebody waits for, such as a step of a process. */
  readonly name?: string;
  /** The connector whose method is being chosen. */
  readonly connector?: string;
}

export function readGallerySearch({ name, connector }: Record<string, unknown>): GallerySearch {
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof connector === 'string' ? { connector } : {}),
  };
}
