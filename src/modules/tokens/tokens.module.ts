import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { AccessToken } from './access-token.entity.js';
import { TokenChanger } from './token-changer.js';
import { TokenChanges } from './token-changes.js';
import { TokenContents } from './token-contents.js';
import { TokenGenerations } from './token-generations.js';
import { TokenSafe } from './token-safe.js';
import { TokenStore } from './token-store.js';
import { TokensController } from './tokens.controller.js';
import { TokensRepository } from './tokens.repository.js';
import { TokensService } from './tokens.service.js';

/** Named access tokens: their rows, their scopes, their sealed values. */
@Module({
  imports: [DatabaseModule.forFeature([AccessToken])],
  controllers: [TokensController],
  providers: [
    TokensRepository,
    TokenSafe,
    TokenGenerations,
    TokenChanges,
    TokenStore,
    TokensService,
    TokenChanger,
    TokenContents,
  ],
  exports: [TokensRepository, TokenSafe, TokenGenerations, TokenChanges, TokenStore, TokensService, TokenChanger],
})
export class TokensModule {}
