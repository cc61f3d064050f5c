import { type Answer, jsonAnswer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import type { GoogleCaller } from '../desk.js';
import { type DriveFile, resourceOf } from './drive-file.js';
import { masked } from './field-mask.js';

export const DRIVE_HOST = 'www.googleapis.com';
/** What is told of a file when nobody says what. */
export const USUAL_FIELDS = 'kind,id,name,mimeType';

/** Declares a route as `name METHOD path`, with what its caller must be allowed to do. */
export type DriveRoute = (
  endpoint: string,
  need: 'read' | 'write',
  answer: (call: Call, caller: GoogleCaller) => Answer,
) => Route;

/** Which file is meant, and whether the caller knows of shared drives. */
export function asked(call: Call, caller: GoogleCaller) {
  const id = call.params.id ?? '';
  return { caller, id, allDrives: call.query.get('supportsAllDrives') === 'true' };
}

export function fileAnswer(call: Call, file: DriveFile): Answer {
  return jsonAnswer(200, masked(resourceOf(file), call.query.get('fields'), USUAL_FIELDS));
}
