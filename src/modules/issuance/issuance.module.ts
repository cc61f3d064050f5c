import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { RenewalModule } from '../renewal/renewal.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { ConnectorsController } from './connectors.controller.js';
import { ConsentAnswers } from './consent-answers.js';
import { Consents } from './consents.js';
import { ConsentsRepository } from './consents.repository.js';
import { DraftCompletion } from './draft-completion.js';
import { DraftContents } from './draft-contents.js';
import { DraftDesk } from './draft-desk.js';
import { DraftOrigins } from './draft-origins.js';
import { DraftProofs } from './draft-proofs.js';
import { DraftValues } from './draft-values.js';
import { DraftView } from './draft-view.js';
import { DraftWarnings } from './draft-warnings.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsRepository } from './drafts.repository.js';
import { DraftsService } from './drafts.service.js';
import { GrantCorrections } from './grant-corrections.js';
import { OAuthController } from './oauth.controller.js';
import { TokenConsent } from './token-consent.entity.js';
import { TokenDraft } from './token-draft.entity.js';

/** Drafts, consents and exchanges: how an access token comes to be, and how its credentials change. */
@Module({
  imports: [DatabaseModule.forFeature([TokenDraft, TokenConsent]), TokensModule, RenewalModule],
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
    GrantCorrections,
    DraftCompletion,
    DraftWarnings,
    DraftView,
    DraftDesk,
    DraftContents,
  ],
})
export class IssuanceModule {}
