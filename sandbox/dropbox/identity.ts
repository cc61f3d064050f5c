import { jsonAnswer, Refusal } from '../stage/answer.js';
import { textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller, requireNoArgument, rpcArgument } from './access.js';
import type { DropboxDesk } from './desk.js';
import { apiError, badInput } from './wording.js';

/** Who am I, is my token good, is my app good, and the end of a grant. */
export function identityRoutes(desk: DropboxDesk): readonly Route[] {
  const rpc = { method: 'POST', host: 'api.dropboxapi.com' } as const;
  return [
    {
      ...rpc,
      name: 'users/get_current_account',
      path: '/2/users/get_current_account',
      answer: (call) => {
        const { user } = requireCaller(call, desk, 'account_info.read');
        requireNoArgument(call);
        return jsonAnswer(200, accountOf(user));
      },
    },
    {
      ...rpc,
      name: 'check/user',
      path: '/2/check/user',
      answer: (call) => {
        requireCaller(call, desk, 'account_info.read');
        return jsonAnswer(200, { result: echoOf(rpcArgument(call)) });
      },
    },
    {
      ...rpc,
      name: 'check/app',
      path: '/2/check/app',
      answer: (call) => {
        const basic = call.basic();
        if (basic === undefined)
          throw badInput('check/app', 'This function requires app authentication: HTTP Basic with app key and secret.');
        if (desk.state.data.apps.get(basic.id)?.secret !== basic.secret) {
          throw new Refusal(apiError(401, { '.tag': 'invalid_access_token' }));
        }
        return jsonAnswer(200, { result: echoOf(rpcArgument(call)) });
      },
    },
    {
      ...rpc,
      name: 'auth/token/revoke',
      path: '/2/auth/token/revoke',
      answer: (call) => {
        const { token } = requireCaller(call, desk);
        requireNoArgument(call);
        desk.book.revoke({ credential: token });
        return jsonAnswer(200, null);
      },
    },
  ];
}

function echoOf(argument: Record<string, unknown>): string {
  return textOf(argument, 'query') ?? '';
}

function accountOf(user: { id: string; email: string; givenName: string; surname: string }): Record<string, unknown> {
  const { givenName, surname } = user;
  const namespace = '3235641';
  return {
    account_id: user.id,
    name: {
      given_name: givenName,
      surname,
      familiar_name: givenName,
      display_name: `${givenName} ${surname}`,
      abbreviated_name: `${givenName.charAt(0)}${surname.charAt(0)}`,
    },
    email: user.email,
    email_verified: true,
    disabled: false,
    country: 'GB',
    locale: 'en',
    referral_link: 'https://www.dropbox.com/referrals/sandbox',
    is_paired: false,
    account_type: { '.tag': 'business' },
    root_info: { '.tag': 'user', root_namespace_id: namespace, home_namespace_id: namespace },
  };
}
