import type { CookieSerializeOptions } from '@fastify/cookie';
import { Controller, Get, Head, Header, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Configuration } from '../../../kernel/configuration.js';
import { Public } from '../../callers/caller.decorators.js';
import { type CallbackAnswer, ConsentAnswers, type ConsentOutcome } from './consent-answers.js';
import { CONSENT_PAGE_POLICY, CONSENT_SCRIPT, CONSENT_STYLE, consentPage } from './consent-page.js';
import { Consents } from './consents.js';

const COOKIE_SECONDS = 15 * 60;

/** The doors that browsers use on their walk to a vendor and back. Known only by tickets and states, so public. */
@ApiExcludeController()
@Public()
@Controller('oauth')
export class OAuthController {
  constructor(
    private readonly consents: Consents,
    private readonly answers: ConsentAnswers,
    private readonly configuration: Configuration,
  ) {}

  /** Links are looked at before they are followed; a look must spend neither the link nor the vendor's answer. */
  @Head(['start/:ticket', 'callback'])
  @Header('cache-control', 'no-store')
  look(): void {}

  @Get('start/:ticket')
  async start(@Param('ticket') ticket: string, @Res() reply: FastifyReply): Promise<void> {
    try {
      const { consent, cookie, url } = await this.consents.start(ticket);
      await reply
        .setCookie(cookieName(consent.id), cookie, this.cookieOptions)
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .redirect(url, 303);
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

/** A member sent twice is none: which one would count depends on the reader. */
function answerOf(query: Record<string, unknown>): CallbackAnswer {
  const texts = Object.entries(query).filter(([, value]) => typeof value === 'string' && value.length <= 8_192);
  return Object.fromEntries(texts.filter(([key]) => ['state', 'code', 'error', 'iss'].includes(key)));
}

async function sendPage(reply: FastifyReply, outcome: ConsentOutcome): Promise<void> {
  await reply
    .status(outcome.error?.status ?? 200)
    .header('content-security-policy', CONSENT_PAGE_POLICY)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(consentPage(outcome));
}
