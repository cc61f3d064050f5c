import type { ValidationPipe } from '@nestjs/common';
import type { AskedName } from '../asking-app.js';
import { ResolveDto } from '../resolution.dto.js';

const LONGEST_NAME = 400;
const LONGEST_ID = 40;

/**
 * The body of a request for a credential. What is plainly right passes at once; all else is judged by the DTO, which
 * alone knows the refusals. @throws invalid-request
 */
export function parseAskedName(body: unknown, dto: ValidationPipe): AskedName | Promise<AskedName> {
  return isAskedName(body) ? body : dto.transform(body, { type: 'body', metatype: ResolveDto });
}

/** Only these two members, and each as the DTO has it. */
function isAskedName(body: unknown): body is AskedName {
  if (typeof body !== 'object' || body === null) return false;
  for (const member of Object.keys(body)) if (member !== 'name' && member !== 'appId') return false;
  if (!('name' in body) || !isText(body.name, LONGEST_NAME)) return false;
  return !('appId' in body) || isText(body.appId, LONGEST_ID);
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === 'string' && value.length <= longest;
}
