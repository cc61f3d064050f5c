import { type Answer, jsonAnswer } from '../stage/answer.js';
import { type Call, textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireNoArgument, requireTeam, rpcArgument } from './access.js';
import { type DropboxUser, memberIdOf } from './accounts.js';
import type { DropboxDesk } from './desk.js';
import { badInput, routeName } from './wording.js';

/** What only a token of a whole team can ask. */
export function teamRoutes(desk: DropboxDesk): readonly Route[] {
  const rpc = (name: string, scope: string, answer: (call: Call) => Answer): Route => ({
    name,
    method: 'POST',
    host: 'api.dropboxapi.com',
    path: `/2/${name}`,
    answer: (call) => {
      requireTeam(call, desk, scope);
      return answer(call);
    },
  });
  const { users } = desk.state.data;
  return [
    rpc('team/token/get_authenticated_admin', 'team_info.read', (call) => {
      requireNoArgument(call);
      const [admin] = users;
      return jsonAnswer(200, { admin_profile: admin && profileOf(admin) });
    }),
    rpc('team/members/list_v2', 'members.read', (call) => {
      const { limit = 1000 } = rpcArgument(call);
      if (typeof limit !== 'number' || limit < 1 || limit > 1000) {
        throw badInput(routeName(call), 'request body: limit: must be within 1 and 1000');
      }
      return page(users, limit, 0);
    }),
    rpc('team/members/list/continue_v2', 'members.read', (call) => {
      const [limit = 0, from = 0] = (textOf(rpcArgument(call), 'cursor') ?? '').split('-').map(Number);
      return page(users, limit, from);
    }),
  ];
}

function page(users: readonly DropboxUser[], limit: number, from: number): Answer {
  return jsonAnswer(200, {
    members: users.slice(from, from + limit).map((user) => ({ profile: profileOf(user), roles: [] })),
    cursor: `${limit}-${from + limit}`,
    has_more: users.length > from + limit,
  });
}

function profileOf(user: DropboxUser): Record<string, unknown> {
  const { givenName, surname } = user;
  return {
    team_member_id: memberIdOf(user),
    account_id: user.id,
    email: user.email,
    email_verified: true,
    status: { '.tag': 'active' },
    name: { given_name: givenName, surname, display_name: `${givenName} ${surname}` },
    membership_type: { '.tag': 'full' },
  };
}
