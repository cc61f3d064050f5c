import { Injectable, type Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];

/** Doors that are no controllers describe themselves here, when their room is built. */
@Injectable()
export class OpenApiAdditions {
  readonly #paths = new Map<string, PathItem>();
  readonly #models: Type[] = [];

  /** @param models the classes that the path refers to by `#/components/schemas/...` */
  addPath(path: string, item: PathItem, models: readonly Type[] = []): void {
    this.#paths.set(path, { ...this.#paths.get(path), ...item });
    this.#models.push(...models);
  }

  get models(): readonly Type[] {
    return this.#models;
  }

  get paths(): Readonly<Record<string, PathItem>> {
    return Object.fromEntries(this.#paths);
  }
}
