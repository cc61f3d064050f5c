import type { MicrosoftDesk } from '../desk.js';
import { addressOfDownload } from './downloads.js';
import type { DriveItem } from './drive-store.js';
import { childrenOf, pathOf } from './places.js';

/** A driveItem as Graph tells it. */
export function itemView(desk: MicrosoftDesk, item: DriveItem): Record<string, unknown> {
  const { drives, sites } = desk.state.data;
  const drive = drives.drives.get(item.driveId);
  const site = sites.get(drive?.siteId ?? '');
  const path = pathOf(drives, item);
  const parent = drives.items.get(item.parentId ?? '');
  return {
    id: item.id,
    name: item.name,
    size: item.size,
    eTag: eTagOf(item),
    cTag: `"c:{${item.id}},${item.version}"`,
    createdDateTime: item.createdAt,
    lastModifiedDateTime: item.changedAt,
    lastModifiedBy: { user: { displayName: item.changedBy } },
    webUrl: `https://${site?.host}${site?.path}/Shared%20Documents${encodeURI(path)}`,
    ...(parent === undefined
      ? { root: {} }
      : {
          parentReference: {
            driveId: item.driveId,
            driveType: 'documentLibrary',
            id: parent.id,
            path: `/drives/${item.driveId}/root:${encodeURI(pathOf(drives, parent))}`,
            siteId: site?.id,
          },
        }),
    ...(item.kind === 'folder'
      ? { folder: { childCount: childrenOf(drives, item.id).length } }
      : {
          file: { mimeType: 'application/octet-stream', hashes: { quickXorHash: item.quickXor } },
          '@microsoft.graph.downloadUrl': addressOfDownload(desk, item),
        }),
  };
}

export function eTagOf({ id, version }: DriveItem): string {
  return `"{${id}},${version}"`;
}
