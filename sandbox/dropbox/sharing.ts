import { randomBytes } from 'node:crypto';
import { type Answer, jsonAnswer, Refusal } from '../stage/answer.js';
import { asRecord, type Call, textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller, rpcArgument, treeName } from './access.js';
import type { DropboxDesk } from './desk.js';
import { fileAnswer } from './files/content.js';
import { metadataOf } from './files/entry-metadata.js';
import { type Entry, pathArgument, requireEntry } from './files/folders.js';
import { apiError, refuseRoute } from './wording.js';

const API = 'api.dropboxapi.com';
/** Temporary links work for four hours. */
const LINK_MS = 4 * 3_600_000;

/** Links that anybody can open, and those that end soon. */
export function sharingRoutes(desk: DropboxDesk): readonly Route[] {
  const rpc = (name: string, scope: string, answer: (call: Call, tree: string) => Answer): Route => ({
    name,
    method: 'POST',
    host: API,
    path: `/2/${name}`,
    answer: (call) => answer(call, treeName(requireCaller(call, desk, scope))),
  });
  return [
    rpc('sharing/create_shared_link_with_settings', 'sharing.write', (call, tree) => createLink(call, tree, desk)),
    rpc('sharing/list_shared_links', 'sharing.read', (call, tree) => listLinks(call, tree, desk)),
    rpc('files/get_temporary_link', 'files.content.read', (call, tree) => temporaryLink(call, tree, desk)),
    {
      name: 'temporary-link',
      method: 'GET',
      host: 'content.dropboxapi.com',
      path: '/apitl/1/:key',
      answer: (call) => openTemporaryLink(call, desk),
    },
  ];
}

function createLink(call: Call, tree: string, desk: DropboxDesk): Answer {
  const argument = rpcArgument(call);
  const entry = requireEntry(desk.state.data.folders.get(tree), pathArgument(argument, call), 'path');
  const known = desk.state.data.links.get(entry.id);
  if (known !== undefined) throw refuseRoute('shared_link_already_exists');
  const settings = asRecord(argument.settings);
  const password = textOf(settings, 'link_password');
  if (settings?.require_password === true && !password) {
    throw new Refusal(apiError(409, { '.tag': 'settings_error', settings_error: { '.tag': 'invalid_settings' } }));
  }
  const url = `https://www.dropbox.com/scl/fi/${randomBytes(9).toString('base64url')}/${nameOf(entry)}?rlkey=${randomBytes(12).toString('hex')}&dl=0`;
  desk.state.change(({ links }) => links.set(entry.id, { tree, url }));
  return jsonAnswer(200, linkOf(entry, url));
}

function listLinks(call: Call, tree: string, desk: DropboxDesk): Answer {
  const argument = rpcArgument(call);
  const { folders, links } = desk.state.data;
  const wanted =
    argument.path === undefined ? undefined : requireEntry(folders.get(tree), pathArgument(argument, call), 'path').id;
  const entries = [...(folders.get(tree)?.values() ?? [])].filter(({ id }) => wanted === undefined || id === wanted);
  const found = entries.flatMap((entry) => {
    const link = links.get(entry.id);
    return link?.tree === tree ? [linkOf(entry, link.url)] : [];
  });
  return jsonAnswer(200, { links: found, has_more: false });
}

function linkOf(entry: Entry, url: string): Record<string, unknown> {
  return {
    '.tag': entry.kind,
    ...metadataOf(entry),
    url,
    link_permissions: { resolved_visibility: { '.tag': 'public' }, can_revoke: true },
  };
}

function temporaryLink(call: Call, tree: string, desk: DropboxDesk): Answer {
  const entry = requireEntry(desk.state.data.folders.get(tree), pathArgument(rpcArgument(call), call), 'path');
  if (entry.kind === 'folder') throw refuseRoute('path', 'not_file');
  const key = randomBytes(24).toString('base64url');
  desk.temporaryLinks.set(key, { entry, until: desk.clock.now() + LINK_MS });
  return jsonAnswer(200, { metadata: metadataOf(entry), link: `https://content.dropboxapi.com/apitl/1/${key}` });
}

function openTemporaryLink(call: Call, desk: DropboxDesk): Answer {
  const link = desk.temporaryLinks.get(call.params.key ?? '');
  if (link === undefined || link.until <= desk.clock.now()) return jsonAnswer(410, { error: 'link expired' });
  return fileAnswer(link.entry);
}

function nameOf({ path }: Entry): string {
  return encodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
}
