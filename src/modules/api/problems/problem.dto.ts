import { ApiProperty } from '@nestjs/swagger';
import { REMEDIES, type Remedy } from '../../../kernel/broker.error.js';

/** An error, as RFC 9457 has it, with facts of the error as further members. */
export class ProblemView {
  /** Address of the kind of problem: `urn:latchkey:problem:` and the code. */
  @ApiProperty({ example: 'urn:latchkey:problem:app-not-found' })
  type!: string;

  @ApiProperty({ example: 'Not Found' })
  title!: string;

  @ApiProperty({ example: 404 })
  status!: number;

  /** For people: what happened and what to do next. */
  @ApiProperty()
  detail!: string;

  /** The id of the request, as in the header X-Request-Id. */
  @ApiProperty({ example: 'urn:uuid:0d4e5a0c-9c1f-4f3f-8a52-0f7b1c5e8a11' })
  instance!: string;

  /** Stable, for programs. */
  @ApiProperty({ example: 'app-not-found' })
  code!: string;

  /** Who must act next. */
  @ApiProperty({ enum: REMEDIES })
  remedy!: Remedy;

  /** Seconds, as in the header Retry-After. */
  @ApiProperty({ required: false })
  retryAfter?: number;
}
