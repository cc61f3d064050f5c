import { Client } from 'pg';
import type { StoredTokens } from './stored-tokens.js';

/** The same as `TokenRows`, on PostgreSQL. */
export class PostgresTokenRows implements StoredTokens {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<PostgresTokenRows> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return new PostgresTokenRows(client);
  }

  async makeDue(count: number): Promise<void> {
    await this.client.query(
      `UPDATE access_token SET "nextRenewalAt" = $1
       WHERE id IN (SELECT id FROM access_token WHERE name NOT LIKE 'Copy %' LIMIT $2)`,
      [new Date().toISOString(), count],
    );
  }

  async growTo(total: number): Promise<void> {
    const { rows } = await this.client.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'access_token'`,
    );
    const made: Record<string, string> = {
      id: `'tok_copy_' || lpad(n::text, 9, '0')`,
      name: `'Copy ' || n`,
      nameFolded: `'copy ' || n`,
      nextRenewalAt: `to_char((now() + (1 + n % 30) * interval '1 day') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    };
    const names = rows.map(({ name }) => name);
    const values = names.map((name) => made[name] ?? `model."${name}"`).join(', ');
    const stored = await this.client.query<{ count: string }>('SELECT COUNT(*) FROM access_token');
    await this.client.query(`INSERT INTO access_token (${names.map((name) => `"${name}"`).join(', ')})
      SELECT ${values} FROM generate_series(${stored.rows[0]?.count ?? 0}, ${total - 1}) AS n,
        (SELECT * FROM access_token LIMIT 1) AS model`);
    await this.client.query('VACUUM ANALYZE access_token');
    await this.client.query('CHECKPOINT');
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
