import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pagePlace, readPage } from '../api/cursor.js';
import { IfMatch, Precondition, sendEtag } from '../api/etag.js';
import { Idempotent } from '../api/idempotency/idempotent.decorator.js';
import { ApiIdempotent, ApiIfMatch } from '../api/openapi/openapi.decorators.js';
import { PageQuery } from '../api/page.dto.js';
import { givenName } from '../api/requests/name.validator.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import { type Caller, requireOperator } from '../callers/caller.js';
import { TenantErasure } from './tenant-erasure.js';
import {
  CreatedTenantView,
  CreateTenantRequest,
  EraseTenantQuery,
  TenantPage,
  TenantView,
  UpdateTenantRequest,
} from './tenants.dto.js';
import { TenantsService } from './tenants.service.js';

const LIST = { name: 'tenants', keyOf: (tenant: { id: string }) => tenant.id };

/** The tenants of the platform; for the operator. */
@ApiTags('Tenants')
@ApiBearerAuth()
@Controller('v1/tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly erasure: TenantErasure,
  ) {}

  /** Creates a tenant with a data key of its own and a first admin key, which is shown once. */
  @Post()
  @Idempotent()
  @ApiIdempotent()
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: CreateTenantRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedTenantView> {
    requireOperator(caller);
    const { tenant, adminKey } = await this.tenants.create(caller, {
      name: givenName(body.name),
      ...(body.settings && { settings: body.settings }),
    });
    sendEtag(reply, tenant.version);
    return CreatedTenantView.ofCreated(tenant, adminKey);
  }

  /** Lists tenants in the order they were made. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<TenantPage> {
    requireOperator(caller);
    const page = await readPage(LIST, pagePlace(LIST.name, query), (place) => this.tenants.list(place));
    return { ...page, items: page.items.map(TenantView.of) };
  }

  /** Shows one tenant. */
  @Get(':tenantId')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('tenantId') tenantId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantView> {
    requireOperator(caller);
    const tenant = await this.tenants.get(tenantId);
    sendEtag(reply, tenant.version);
    return TenantView.of(tenant);
  }

  /** Changes the name or settings of a tenant. */
  @Patch(':tenantId')
  @ApiIfMatch()
  async update(
    @CurrentCaller() caller: Caller,
    @Param('tenantId') tenantId: string,
    @IfMatch() precondition: Precondition,
    @Body() { name, settings }: UpdateTenantRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantView> {
    requireOperator(caller);
    const change = { ...(name !== undefined && { name: givenName(name) }), ...(settings && { settings }) };
    const tenant = await this.tenants.update(caller, tenantId, { change, precondition });
    sendEtag(reply, tenant.version);
    return TenantView.of(tenant);
  }

  /** Erases a tenant: apps, access tokens, processes, runs, keys, audit, and the data keys that could open a backup. */
  @Delete(':tenantId')
  @HttpCode(204)
  @ApiIfMatch()
  async erase(
    @CurrentCaller() caller: Caller,
    @Param('tenantId') tenantId: string,
    @IfMatch() precondition: Precondition,
    @Query() { name }: EraseTenantQuery,
  ): Promise<void> {
    requireOperator(caller);
    await this.erasure.erase(caller, { tenantId, repeatedName: name, precondition });
  }
}
