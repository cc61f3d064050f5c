import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { OwnConnectorsModule } from '../own-connectors/own-connectors.module.js';
import { RenewalModule } from '../renewal/renewal.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { ConnectorsController } from './connectors.controller.js';
import { ConsentAnswers } from './consents/consent-answers.js';
import { Consents } from './consents/consents.js';
import { ConsentsRepository } from './consents/consents.repository.js';
import { DeviceConsents } from './consents/device-consents.js';
import { OAuthController } from './consents/oauth.controller.js';
import { TokenConsent } from './consents/token-consent.entity.js';
import { DraftCompletion } from './drafts/draft-completion.js';
import { DraftContents } from './drafts/draft-contents.js';
import { DraftDesk } from './drafts/draft-desk.js';
import { DraftOrigins } from './drafts/draft-origins.js';
import { DraftProofs } from './drafts/draft-proofs.js';
import { DraftValues } from './drafts/draft-values.js';
import { DraftView } from './drafts/draft-view.js';
import { DraftWarnings } from './drafts/draft-warnings.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { DraftsRepository } from './drafts/drafts.repository.js';
import { DraftsService } from './drafts/drafts.service.js';
import { DraftWords } from './drafts/live/draft-words.js';
import { GrantCorrections } from './drafts/live/grant-corrections.js';
import { KeptGrants } from './drafts/live/kept-grants.js';
import { TokenDraft } from './drafts/token-draft.entity.js';

/** Drafts, consents and exchanges: how an access token comes to be, and how its credentials change. */
@Module({
  imports: [DatabaseModule.forFeature([TokenDraft, TokenConsent]), TokensModule, RenewalModule, OwnConnectorsModule],
  controllers: [ConnectorsController, DraftsController, OAuthController],
  providers: [
    DraftsRepository,
    ConsentsRepository,
    DraftValues,
    DraftOrigins,
    DraftsService,
    DraftProofs,
    Consents,
    ConsentAnswers,
    DeviceConsents,
    DraftWords,
    GrantCorrections,
    KeptGrants,
    DraftCompletion,
    DraftWarnings,
    DraftView,
    DraftDesk,
    DraftContents,
  ],
})
export class IssuanceModule {}
