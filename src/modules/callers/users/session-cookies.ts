import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Configuration } from '../../../kernel/configuration.js';
import type { Secret } from '../../../kernel/secret.js';

/** So long a browser is known again, seconds. */
const BROWSER_KNOWN = 180 * 24 * 60 * 60;

/** A cookie of a session, and until when. */
export interface SentSession {
  readonly cookie: Secret;
  readonly seconds: number;
}

/**
 * The cookies of signed-in browsers. Over https their names begin with `__Host-`: then a browser takes them from this
 * host alone, over https alone, and no neighbour under the same domain can plant one.
 */
@Injectable()
export class SessionCookies {
  readonly #isSecure: boolean;
  readonly #session: string;
  readonly #browser: string;

  constructor({ publicUrl }: Configuration) {
    this.#isSecure = publicUrl.startsWith('https:');
    const prefix = this.#isSecure ? '__Host-' : '';
    this.#session = `${prefix}latchkey_session`;
    this.#browser = `${prefix}latchkey_browser`;
  }

  sessionOf({ cookies }: FastifyRequest): string | undefined {
    return cookies[this.#session];
  }

  /** What the browser was given at an earlier sign-in, as it says. */
  browserOf({ cookies }: FastifyRequest): string | undefined {
    return cookies[this.#browser];
  }

  send(reply: FastifyReply, { cookie, seconds }: SentSession, browser: Secret): void {
    reply
      .setCookie(this.#session, cookie.reveal('to hand it to the browser that signed in'), this.#options(seconds))
      .setCookie(this.#browser, browser.reveal('to know the browser again'), this.#options(BROWSER_KNOWN));
  }

  /** The browser stays known. */
  clear(reply: FastifyReply): void {
    reply.clearCookie(this.#session, this.#options(0));
  }

  /** Lax: who follows a link to a page of ours stays signed in; no other site's form brings the cookie. */
  #options(maxAge: number): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.#isSecure, maxAge };
  }
}
