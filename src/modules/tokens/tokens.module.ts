import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { OwnConnectorsModule } from '../own-connectors/own-connectors.module.js';
import { AccessToken } from './access-token.entity.js';
import { AppTokens } from './app-tokens.js';
import { BulkRemovalController } from './bulk/bulk-removal.controller.js';
import { GrantSharers } from './care/grant-sharers.js';
import { TokenChanges } from './changes/token-changes.js';
import { TokenEvents } from './changes/token-events.js';
import { TokenHints } from './changes/token-hints.js';
import { TokenListController } from './listing/token-list.controller.js';
import { TokenList } from './listing/token-list.js';
import { TokenListing } from './listing/token-listing.js';
import { TokenOutlook } from './outlook/token-outlook.js';
import { OwnConnectorTokens } from './own-connector-tokens.js';
import { TokenSwitchController } from './states/token-switch.controller.js';
import { TokenSwitch } from './states/token-switch.js';
import { TokenChanger } from './token-changer.js';
import { TokenContents } from './token-contents.js';
import { TokenGenerations } from './token-generations.js';
import { TokenSafe } from './token-safe.js';
import { TokenStore } from './token-store.js';
import { TokensController } from './tokens.controller.js';
import { TokensRepository } from './tokens.repository.js';
import { TokensService } from './tokens.service.js';
import { TokenNeighbours } from './views/token-neighbours.js';
import { TokenViews } from './views/token-views.js';

/** Named access tokens: their rows, their scopes, their sealed values. */
@Module({
  imports: [DatabaseModule.forFeature([AccessToken]), OwnConnectorsModule],
  controllers: [BulkRemovalController, TokenListController, TokenSwitchController, TokensController],
  providers: [
    TokensRepository,
    TokenSafe,
    TokenOutlook,
    TokenGenerations,
    TokenChanges,
    TokenEvents,
    TokenStore,
    GrantSharers,
    TokenNeighbours,
    TokenViews,
    TokenList,
    TokenListing,
    TokensService,
    TokenChanger,
    TokenSwitch,
    TokenContents,
    OwnConnectorTokens,
    AppTokens,
    TokenHints,
  ],
  exports: [
    GrantSharers,
    TokensRepository,
    TokenSafe,
    TokenOutlook,
    TokenGenerations,
    TokenChanges,
    TokenEvents,
    TokenStore,
    TokensService,
    TokenChanger,
  ],
})
export class TokensModule {}
