import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { ResolutionModule } from '../resolution/resolution.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { LookupEntity } from './lookup.entity.js';
import { LookupContents } from './lookup-contents.js';
import { LookupRecords } from './lookup-records.js';
import { LookupWarnings } from './lookup-warnings.js';
import { LookupsController } from './lookups.controller.js';
import { LookupsRepository } from './lookups.repository.js';
import { LookupsService } from './lookups.service.js';
import { LookupRunsController } from './running/lookup-runs.controller.js';
import { LookupRuns } from './running/lookup-runs.js';

/** What the forms of form-based apps may ask of vendors, and the asking. */
@Module({
  imports: [DatabaseModule.forFeature([LookupEntity]), ResolutionModule, TokensModule],
  controllers: [LookupsController, LookupRunsController],
  providers: [LookupsRepository, LookupRecords, LookupsService, LookupWarnings, LookupContents, LookupRuns],
})
export class LookupsModule {}
