import { contentHash } from './content-digest.js';
import type { Entry, LargeFile } from './folders.js';

/** FileMetadata or FolderMetadata; `.tag` is on listings and get_metadata only, not on upload and download results. */
export function metadataOf(entry: Entry): Record<string, unknown> {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  const common = { name, path_lower: entry.path.toLowerCase(), path_display: entry.path, id: entry.id };
  if (entry.kind === 'folder') return common;
  const { size, hash } = entry.large ?? digestOf(entry.content);
  return {
    ...common,
    client_modified: entry.clientModified,
    server_modified: entry.modified,
    rev: entry.rev,
    size,
    is_downloadable: true,
    content_hash: hash,
  };
}

function digestOf(content: string): LargeFile {
  const bytes = Buffer.from(content, 'base64');
  return { size: bytes.length, hash: contentHash(bytes) };
}

/** DeletedMetadata: it has no id any more. */
export function deletedMetadataOf(entry: Entry): Record<string, unknown> {
  const { name, path_lower, path_display } = metadataOf(entry);
  return { '.tag': 'deleted', name, path_lower, path_display };
}

export function taggedMetadataOf(entry: Entry): Record<string, unknown> {
  return { '.tag': entry.kind, ...metadataOf(entry) };
}
