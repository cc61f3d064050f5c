import { Body, Controller, Get, Patch, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IfMatch, Precondition, sendEtag } from '../api/etag.js';
import { ApiIfMatch } from '../api/openapi/openapi.decorators.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import { type Caller, requireRight, requireTenant } from '../callers/caller.js';
import { TenantView, UpdateOwnTenantRequest } from './tenants.dto.js';
import { TenantsService } from './tenants.service.js';

/** The tenant that the caller belongs to. */
@ApiTags('Tenants')
@ApiBearerAuth()
@Controller('v1/tenant')
export class OwnTenantController {
  constructor(private readonly tenants: TenantsService) {}

  /** Shows the caller's own tenant. */
  @Get()
  async get(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<TenantView> {
    const tenant = await this.tenants.get(requireTenant(caller).tenantId);
    sendEtag(reply, tenant.version);
    return TenantView.of(tenant);
  }

  /** Changes settings of the caller's own tenant; needs the right manage-tenant. */
  @Patch()
  @ApiIfMatch()
  async update(
    @CurrentCaller() caller: Caller,
    @IfMatch() precondition: Precondition,
    @Body() { settings }: UpdateOwnTenantRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantView> {
    const { tenantId } = requireTenant(caller);
    requireRight(caller, 'manage-tenant');
    const tenant = await this.tenants.update(caller, tenantId, { change: { settings }, precondition });
    sendEtag(reply, tenant.version);
    return TenantView.of(tenant);
  }
}
