import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { LastUses } from './last-uses.js';
import { TokenLastUseEntity } from './token-last-use.entity.js';
import { TokenProofEntity } from './token-proof.entity.js';
import { TokenProofs } from './token-proofs.js';
import { TokenTraces } from './token-traces.js';
import { TokenUseEntity } from './token-use.entity.js';
import { TokenUses } from './token-uses.js';

/** Where access tokens are named, and when they were last used and proved. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([TokenUseEntity, TokenLastUseEntity, TokenProofEntity])],
  providers: [TokenUses, LastUses, TokenProofs, TokenTraces],
  exports: [TokenUses, LastUses, TokenProofs, TokenTraces],
})
export class UsageModule {}
