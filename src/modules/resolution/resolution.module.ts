import { Module } from '@nestjs/common';
import { RenewalModule } from '../renewal/renewal.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { ActionCalls } from './actions/action-calls.js';
import { ActionDoor } from './actions/action-door.js';
import { ActionsController } from './actions/actions.controller.js';
import { DesignCredentials } from './actions/design-credentials.js';
import { FileMarks } from './actions/file-marks.js';
import { AskingApp } from './asking-app.js';
import { ConnectionTests } from './connection-tests.js';
import { OneLook } from './door/one-look.js';
import { ResolutionDoor } from './door/resolution-door.js';
import { FreshToken } from './fresh-token.js';
import { NamedTokens } from './named-tokens.js';
import { PresentedCredentials } from './presented-credentials.js';
import { ProxyService } from './proxy/proxy.service.js';
import { ProxyDoor } from './proxy/proxy-door.js';
import { RememberedWalks } from './remembered-walks.js';
import { ResolutionController } from './resolution.controller.js';
import { ResolutionService } from './resolution.service.js';
import { ResolutionTrail } from './resolution-trail.js';

/** From a name to a credential, at the moment it is needed. */
@Module({
  imports: [RenewalModule, TokensModule],
  controllers: [ResolutionController, ActionsController],
  providers: [
    AskingApp,
    NamedTokens,
    FreshToken,
    PresentedCredentials,
    ResolutionTrail,
    RememberedWalks,
    OneLook,
    ResolutionService,
    ResolutionDoor,
    ConnectionTests,
    ProxyService,
    ProxyDoor,
    ActionCalls,
    ActionDoor,
    DesignCredentials,
    FileMarks,
  ],
  exports: [ResolutionService, NamedTokens, ActionCalls, AskingApp],
})
export class ResolutionModule {}
