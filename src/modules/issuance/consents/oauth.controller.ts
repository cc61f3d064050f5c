import type { CookieSerializeOptions } from '@fastify/cookie';
import { Controller, Get, Head, Header, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Configuration } from '../../../kernel/configuration.js';
import { Public } from '../../callers/caller.decorators.js';
import { type CallbackAnswer, ConsentAnswers, type ConsentOutcome } from './consent-answers.js';
import { CONSENT_PAGE_POLICY, CONSENT_SCRIPT, CONSENT_STYLE, consentPage } from './consent-page.js';
import { Consents } from './consents.js';
import { DeviceConsents, type DeviceProgress } from './device-consents.js';
import { DEVICE_PAGE_POLICY, DEVICE_SCRIPT, devicePage } from './device-page.js';

/** The form that opened the window must see when it is closed; a page of another policy would cut the two apart. */
const TIED_TO_FORM = { 'cross-origin-opener-policy': 'unsafe-none' };

const COOKIE_SECONDS = 15 * 60;

/** The doors that browsers use on their walk to a vendor and back. Known only by tickets and states, so public. */
@ApiExcludeController()
@Public()
@Controller('oauth')
export class OAuthController {
  constructor(
    private readonly consents: Consents,
    private readonly answers: ConsentAnswers,
    private readonly devices: DeviceConsents,
    private readonly configuration: Configuration,
  ) {}

  /** Links are looked at before they are followed; a look must spend neither the link nor the vendor's answer. */
  @Head(['start/:ticket', 'callback'])
  @Header('cache-control', 'no-store')
  look(): void {}

  @Get('start/:ticket')
  async start(@Param('ticket') ticket: string, @Res() reply: FastifyReply): Promise<void> {
    try {
      const { consent, cookie, walk } = await this.consents.start(ticket);
      reply
        .setCookie(cookieName(consent.id), cookie, this.cookieOptions)
        .headers(TIED_TO_FORM)
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer');
      if (walk.device) await sendHtml(reply, { policy: DEVICE_PAGE_POLICY, html: devicePage(consent.id, walk.device) });
      else await reply.redirect(walk.url, 303);
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      await sendPage(reply, { error });
    }
  }

  @Get('callback')
  async callback(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const outcome = await this.answers.take(answerOf(query), (consentId) => request.cookies[cookieName(consentId)]);
    await sendPage(reply, outcome);
  }

  /** Whether the person has entered the code of a device at the vendor. */
  @Post('device/:consent')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  device(@Param('consent') id: string, @Req() request: FastifyRequest): Promise<DeviceProgress> {
    return this.devices.ask(id, request.cookies[cookieName(id)]);
  }

  @Get('device.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  deviceScript(): string {
    return DEVICE_SCRIPT;
  }

  @Get('consent.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return CONSENT_SCRIPT;
  }

  @Get('consent.css')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return CONSENT_STYLE;
  }

  /** Lax: the vendor's redirect is a navigation from another site and must bring the cookie. */
  private get cookieOptions(): CookieSerializeOptions {
    return {
      path: '/oauth',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.configuration.publicUrl.startsWith('https:'),
      maxAge: COOKIE_SECONDS,
    };
  }
}

function cookieName(consentId: string): string {
  return `latchkey_${consentId}`;
}

const MEMBERS = ['state', 'code', 'error', 'iss'];

/** A member sent twice is none: which one would count depends on the reader. */
function answerOf(query: Record<string, unknown>): CallbackAnswer {
  const texts = Object.entries(query).filter(([, value]) => typeof value === 'string' && value.length <= 8_192);
  const answer: Record<string, unknown> = Object.fromEntries(texts);
  return 'state' in answer ? pick(answer) : pick(oauth1Answer(answer));
}

/** OAuth 1.0a names its consent by the temporary credentials (RFC 5849 section 2.2). Several vendors tell a refusal by `denied`. */
function oauth1Answer({ oauth_token, oauth_verifier, oauth_problem, denied }: Record<string, unknown>) {
  const problem = oauth_problem === 'user_refused' ? 'access_denied' : oauth_problem;
  return {
    state: oauth_token ?? denied,
    code: oauth_verifier,
    error: denied === undefined ? problem : 'access_denied',
  };
}

function pick(answer: Record<string, unknown>): CallbackAnswer {
  return Object.fromEntries(MEMBERS.flatMap((key) => (answer[key] === undefined ? [] : [[key, answer[key]]])));
}

async function sendPage(reply: FastifyReply, outcome: ConsentOutcome): Promise<void> {
  reply
    .status(outcome.error?.status ?? 200)
    .headers(TIED_TO_FORM)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer');
  await sendHtml(reply, { policy: CONSENT_PAGE_POLICY, html: consentPage(outcome) });
}

async function sendHtml(reply: FastifyReply, page: { readonly policy: string; readonly html: string }): Promise<void> {
  await reply.header('content-security-policy', page.policy).type('text/html; charset=utf-8').send(page.html);
}
