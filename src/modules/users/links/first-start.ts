import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { TenantsService } from '../../tenants/tenants.service.js';
import { type MadeLink, OneTimeLinks } from './one-time-links.js';

/** Leads the first person into an installation where nobody can sign in and nothing is. */
@Injectable()
export class FirstStart {
  constructor(
    private readonly database: Database,
    private readonly links: OneTimeLinks,
    private readonly tenants: TenantsService,
  ) {}

  /** A link that makes the first tenant and its admin; undefined where there is a tenant. An older one stops counting. */
  async link(): Promise<MadeLink | undefined> {
    if (!(await this.tenants.isNone())) return undefined;
    return this.database.write((manager) => this.links.makeFirst(manager));
  }
}
