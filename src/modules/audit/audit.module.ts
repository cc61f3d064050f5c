import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { AuditController } from './audit.controller.js';
import { AuditService } from './audit.service.js';
import { AuditChain } from './audit-chain.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditHeadEntity } from './audit-head.entity.js';
import { AuditVerification } from './audit-verification.js';

/** What happened, in a chain in which a missing event shows. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([AuditEventEntity, AuditHeadEntity])],
  controllers: [AuditController],
  providers: [AuditChain, AuditService, AuditVerification],
  exports: [AuditService],
})
export class AuditModule {}
