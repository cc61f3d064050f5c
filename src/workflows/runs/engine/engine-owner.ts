import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Configuration } from '../../../kernel/configuration.js';
import { enginesMixed } from '../runs.errors.js';
import { RunsRepository } from '../runs.repository.js';

/** Runs end where they began: a start with another engine is refused while some are under way. */
@Injectable()
export class EngineOwner implements OnModuleInit {
  constructor(
    private readonly runs: RunsRepository,
    private readonly configuration: Configuration,
  ) {}

  /** @throws engines-mixed */
  async onModuleInit(): Promise<void> {
    const { engine } = this.configuration;
    if (await this.runs.hasOthers(engine)) throw enginesMixed(engine);
  }
}
