import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];

/** Doors that are no controllers describe themselves here, when their room is built. */
@Injectable()
export class OpenApiAdditions {
  readonly #paths = new Map<string, PathItem>();

  addPath(path: string, item: PathItem): void {
    this.#paths.set(path, item);
  }

  get paths(): Readonly<Record<string, PathItem>> {
    return Object.fromEntries(this.#paths);
  }
}
