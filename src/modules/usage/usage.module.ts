import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { LastUses } from './last-uses.js';
import { TokenLastUseEntity } from './token-last-use.entity.js';
import { TokenUseEntity } from './token-use.entity.js';
import { TokenUses } from './token-uses.js';

/** Where access tokens are named, and when they were last used. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([TokenUseEntity, TokenLastUseEntity])],
  providers: [TokenUses, LastUses],
  exports: [TokenUses, LastUses],
})
export class UsageModule {}
