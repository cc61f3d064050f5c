import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Clock } from '../../../kernel/clock.js';
import { pagePlace, readPage } from '../../api/cursor.js';
import { Idempotent } from '../../api/idempotency/idempotent.decorator.js';
import { ApiIdempotent } from '../../api/openapi/openapi.decorators.js';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import type { Caller } from '../../callers/caller.js';
import { CreatedKeyView, CreateKeyRequest, KeyPage, KeyView, ListKeysQuery } from './keys.dto.js';
import { KeysService } from './keys.service.js';

const LIST = { name: 'keys', keyOf: (key: { id: string }) => key.id };

/** The keys with which callers prove who they are. */
@ApiTags('Keys')
@ApiBearerAuth()
@Controller('v1/keys')
export class KeysController {
  constructor(
    private readonly keys: KeysService,
    private readonly clock: Clock,
  ) {}

  /** Makes a key. It is shown in this answer only. */
  @Post()
  @Idempotent()
  @ApiIdempotent()
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateKeyRequest): Promise<CreatedKeyView> {
    const { expiresAt, ...wanted } = body;
    const created = await this.keys.create(caller, {
      ...wanted,
      ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
    });
    return CreatedKeyView.ofCreated(created, this.clock.now());
  }

  /** Lists keys in the order they were made, revoked ones included; never the keys themselves. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: ListKeysQuery): Promise<KeyPage> {
    const now = this.clock.now();
    const page = await readPage(LIST, pagePlace(LIST.name, query), (place) =>
      this.keys.list(caller, place, query.appId),
    );
    return { ...page, items: page.items.map((key) => KeyView.of(key, now)) };
  }

  /** Shows one key, without the key itself. */
  @Get(':keyId')
  async get(@CurrentCaller() caller: Caller, @Param('keyId') keyId: string): Promise<KeyView> {
    return KeyView.of(await this.keys.get(caller, keyId), this.clock.now());
  }

  /** Revokes a key; in force on the very next request. */
  @Delete(':keyId')
  @HttpCode(204)
  async revoke(@CurrentCaller() caller: Caller, @Param('keyId') keyId: string): Promise<void> {
    await this.keys.revoke(caller, keyId);
  }
}
