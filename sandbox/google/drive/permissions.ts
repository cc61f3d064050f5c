import { type Answer, emptyAnswer, jsonAnswer } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import type { GoogleCaller, GoogleDesk } from '../desk.js';
import { notFound, refuse } from '../wording.js';
import { asked, type DriveRoute } from './drive-call.js';
import type { Permission } from './drive-file.js';
import { changeFile, requireFile, requireWritable, userPermission } from './drive-store.js';
import { masked } from './field-mask.js';

const TYPES = ['user', 'group', 'domain', 'anyone'] as const;
const ROLES = ['owner', 'organizer', 'fileOrganizer', 'writer', 'commenter', 'reader'];
const USUAL = 'kind,id,type,role';

/** Who may do what with a file. */
export function permissionRoutes(at: DriveRoute, desk: GoogleDesk): readonly Route[] {
  return [
    at('permissions.list GET files/:id/permissions', 'read', (call, caller) => list(call, caller, desk)),
    at('permissions.create POST files/:id/permissions', 'write', (call, caller) => create(call, caller, desk)),
    at('permissions.delete DELETE files/:id/permissions/:permission', 'write', (call, caller) =>
      remove(call, caller, desk),
    ),
  ];
}

function list(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const { permissions } = requireFile(desk, asked(call, caller));
  const body = { kind: 'drive#permissionList', permissions: permissions.map(resourceOf) };
  return jsonAnswer(200, masked(body, call.query.get('fields'), `kind,permissions(${USUAL})`));
}

/** Whoever has a permission already gets the role that is asked for now. */
function create(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const file = requireWritable(desk, asked(call, caller));
  const permission = parse(asRecord(call.json()) ?? {});
  if (permission.role === 'owner' && call.query.get('transferOwnership') !== 'true') {
    throw refuse(
      403,
      'forbidden',
      'The transferOwnership parameter must be enabled when the permission role is owner.',
    );
  }
  const others = file.permissions.filter(({ id }) => id !== permission.id);
  changeFile(desk, file, { permissions: [...others, permission] });
  return jsonAnswer(200, masked(resourceOf(permission), call.query.get('fields'), USUAL));
}

function remove(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const file = requireWritable(desk, asked(call, caller));
  const others = file.permissions.filter(({ id }) => id !== call.params.permission);
  if (others.length === file.permissions.length) throw notFound(call.params.permission ?? '');
  changeFile(desk, file, { permissions: others });
  return emptyAnswer(204);
}

function parse(body: Record<string, unknown>): Permission {
  const type = TYPES.find((known) => known === body.type);
  const role = ROLES.find((known) => known === body.role);
  if (type === undefined || role === undefined) throw refuse(400, 'invalid', 'The permission type or role is invalid.');
  const [email, domain] = [textOf(body, 'emailAddress'), textOf(body, 'domain')];
  if (type === 'anyone') return { id: 'anyoneWithLink', type, role };
  if (type === 'domain') {
    if (domain === undefined) throw refuse(400, 'required', 'The domain field is required.');
    return { ...userPermission(domain, role), type, domain };
  }
  if (email === undefined) throw refuse(400, 'required', 'The emailAddress field is required.');
  return { ...userPermission(email, role), type };
}

function resourceOf(permission: Permission): Record<string, unknown> {
  return { kind: 'drive#permission', ...permission };
}
