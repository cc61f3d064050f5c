import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { Sighted } from '../event-sight.js';

/** Something moved just now. It is stored nowhere; who listens looks. */
export interface LiveHint extends Sighted {
  readonly subjectId: string;
  /** `renewed`, `state` and so on. */
  readonly change: string;
  readonly generation?: number;
}

/** Rooms above tell here what they know of live changes, on whichever replica they happened. */
@Injectable()
export class LiveHints implements OnApplicationShutdown {
  readonly #subject = new Subject<LiveHint>();
  readonly stream: Observable<LiveHint> = this.#subject.asObservable();

  tell(hint: LiveHint): void {
    this.#subject.next(hint);
  }

  onApplicationShutdown(): void {
    this.#subject.complete();
  }
}
