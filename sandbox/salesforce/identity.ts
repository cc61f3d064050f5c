import { type Answer, jsonAnswer, textAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { findCaller, NEWEST_VERSION, requireCaller, type SalesforceCaller } from './access.js';
import { ANY_HOST, type SalesforceDesk } from './desk.js';

/** Who am I (userinfo and the identity URL), which versions are there, how much is left. */
export function identityRoutes(desk: SalesforceDesk): readonly Route[] {
  const userinfo = { name: 'userinfo', host: ANY_HOST, path: '/services/oauth2/userinfo' } as const;
  return [
    { ...userinfo, method: 'GET', answer: (call) => answerUserinfo(call, desk) },
    { ...userinfo, method: 'POST', answer: (call) => answerUserinfo(call, desk) },
    {
      name: 'identity',
      method: 'GET',
      host: ANY_HOST,
      path: '/id/:org/:user',
      answer: (call) => answerIdentity(call, desk),
    },
    {
      name: 'versions',
      method: 'GET',
      host: ANY_HOST,
      path: '/services/data',
      answer: () =>
        jsonAnswer(200, [
          { label: "Spring '26", url: `/services/data/v${NEWEST_VERSION}.0`, version: `${NEWEST_VERSION}.0` },
        ]),
    },
    {
      name: 'limits',
      method: 'GET',
      host: ANY_HOST,
      path: '/services/data/:version/limits',
      answer: (call) => {
        requireCaller(call, desk);
        return jsonAnswer(200, { DailyApiRequests: { Max: 15_000, Remaining: 14_982 } });
      },
    },
  ];
}

function answerUserinfo(call: Call, desk: SalesforceDesk): Answer {
  const caller = findCaller(call, desk);
  if (caller === undefined) return textAnswer(403, 'Bad_OAuth_Token');
  const { user, org } = caller;
  return jsonAnswer(200, {
    sub: `https://login.salesforce.com/id/${org.id}/${user.id}`,
    user_id: user.id,
    organization_id: org.id,
    preferred_username: user.username,
    nickname: user.name.split(' ')[0],
    name: user.name,
    email: user.email,
    email_verified: true,
    zoneinfo: 'Europe/London',
    ...commonFacts(),
    urls: { custom_domain: `https://${org.myDomain}` },
  });
}

function answerIdentity(call: Call, desk: SalesforceDesk): Answer {
  const caller = findCaller(call, desk);
  const { org, user } = call.params;
  if (caller === undefined || caller.org.id !== org || caller.user.id !== user)
    return textAnswer(403, 'Bad_OAuth_Token');
  return jsonAnswer(200, {
    id: call.address,
    asserted_user: true,
    user_id: user,
    organization_id: org,
    username: caller.user.username,
    display_name: caller.user.name,
    email: caller.user.email,
    urls: identityUrls(caller),
    ...commonFacts(),
  });
}

function identityUrls({ org }: SalesforceCaller): Record<string, string> {
  const base = `https://${org.myDomain}`;
  const data = `${base}/services/data/v{version}`;
  return { rest: `${data}/`, sobjects: `${data}/sobjects/`, query: `${data}/query/`, custom_domain: base };
}

function commonFacts(): Record<string, unknown> {
  return {
    active: true,
    user_type: 'STANDARD',
    language: 'en_US',
    locale: 'en_GB',
    utcOffset: 0,
    is_app_installed: true,
  };
}
