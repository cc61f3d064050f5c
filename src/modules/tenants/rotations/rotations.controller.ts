import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { pagePlace, readPage } from '../../api/cursor.js';
import { PageQuery } from '../../api/page.dto.js';
import { AuditService } from '../../audit/audit.service.js';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller, requireOperator, requireRight } from '../../callers/caller.js';
import { VaultRotationsService } from '../../vault/rotations/vault-rotations.service.js';
import { rotationNotFound } from '../../vault/vault.errors.js';
import { tenantIdNeeded, tenantNotFound } from '../tenants.errors.js';
import { TenantsService } from '../tenants.service.js';
import { RotationPage, RotationView, StartRotationRequest } from './rotations.dto.js';

const LIST = { name: 'rotations', keyOf: (rotation: { id: string }) => rotation.id };

/** Rotation of the vault's keys while everything goes on. Its door stands here because the vault knows no callers. */
@ApiTags('Vault')
@ApiBearerAuth()
@Controller('v1/vault/rotations')
export class RotationsController {
  constructor(
    private readonly rotations: VaultRotationsService,
    private readonly tenants: TenantsService,
    private readonly audit: AuditService,
  ) {}

  /** Starts a rotation: of the root key (operator), or of a tenant's data key (operator, or an admin of the tenant). */
  @Post()
  @HttpCode(202)
  async start(@CurrentCaller() caller: Caller, @Body() body: StartRotationRequest): Promise<RotationView> {
    const rotation = body.kind === 'root-key' ? await this.#rootKey(caller) : await this.#dataKey(caller, body);
    this.audit.recordSoon({
      tenantId: rotation.tenantId,
      by: caller,
      action: `vault.${rotation.kind}-rotation-started`,
      subject: { kind: 'rotation', id: rotation.id },
    });
    return RotationView.of(rotation);
  }

  /** Lists rotations, the newest first; for the operator. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<RotationPage> {
    requireOperator(caller);
    const page = await readPage(LIST, pagePlace(LIST.name, query), ({ limit, after }) =>
      this.rotations.list(limit, after),
    );
    return { ...page, items: page.items.map(RotationView.of) };
  }

  /** Shows how far a rotation is. */
  @Get(':rotationId')
  async get(@CurrentCaller() caller: Caller, @Param('rotationId') rotationId: string): Promise<RotationView> {
    // Before the look: who lacks the right learns nothing of which rotations there are.
    if (caller.kind !== 'operator') requireRight(caller, 'manage-tenant');
    const rotation = await this.rotations.get(rotationId);
    if (caller.kind !== 'operator' && caller.tenantId !== rotation.tenantId) throw rotationNotFound(rotationId);
    return RotationView.of(rotation);
  }

  #rootKey(caller: Caller) {
    requireOperator(caller);
    return this.rotations.rotateRootKey();
  }

  async #dataKey(caller: Caller, { tenantId = caller.tenantId }: StartRotationRequest) {
    if (tenantId === undefined) throw tenantIdNeeded();
    if (caller.kind !== 'operator') {
      requireRight(caller, 'manage-tenant');
      if (caller.tenantId !== tenantId) throw tenantNotFound(tenantId);
    }
    const tenant = await this.tenants.get(tenantId);
    return this.rotations.rotateDataKey(tenant.id);
  }
}
