/** What a request for an operation needs, taken out of its description. */
export interface Operation {
  readonly method: string;
  /** Absolute, with `{name}` for path parameters. */
  readonly url: string;
  readonly parameters: readonly Parameter[];
  /** The content type of a body, if the operation takes one. */
  readonly bodyType?: string;
  readonly isBodyRequired?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body' | 'formData';
  readonly isRequired: boolean;
  /** How several values are written: repeated, or joined by this. */
  readonly join: 'repeat' | ',' | ' ' | '|' | '\t';
}

type Node = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Finds an operation in an OpenAPI 3 or Swagger 2 description that was read from `url`. */
export function findOperation(
  description: unknown,
  { operationId, url }: { readonly operationId: string; readonly url: string },
): Operation | { readonly problem: string } {
  const root = nodeOf(description);
  const isSwagger = root.swagger === '2.0';
  if (!isSwagger && !/^3\.[01]\./.test(String(root.openapi))) {
    return { problem: `There is no OpenAPI 3.0, OpenAPI 3.1 or Swagger 2.0 description at ${url}.` };
  }
  for (const [path, item] of Object.entries(nodeOf(root.paths))) {
    const place = resolved(item, root);
    for (const method of METHODS) {
      const operation = nodeOf(place[method]);
      if (operation.operationId !== operationId) continue;
      const base = isSwagger ? swaggerBase(root, url) : serverUrl([operation, place, root], url);
      if (base === undefined) return { problem: `The description ${url} names no usable server.` };
      const facts = { method: method.toUpperCase(), url: base.replace(/\/$/, '') + path };
      return { ...facts, parameters: parametersOf([place, operation], root), ...bodyOf(operation, root) };
    }
  }
  return { problem: `The description ${url} has no operation ${operationId}.` };
}

function swaggerBase({ host, basePath, schemes }: Node, url: string): string | undefined {
  const base = new URL(url);
  const offered = Array.isArray(schemes) ? schemes : [];
  const scheme = offered.includes('https') ? 'https' : (offered[0] ?? base.protocol.slice(0, -1));
  const origin = typeof host === 'string' ? `${scheme}://${host}` : base.origin;
  return URL.canParse(origin) ? origin + String(basePath ?? '') : undefined;
}

/** The nearest list of servers; variables take their defaults, and a relative address starts at the description. */
function serverUrl(holders: readonly Node[], url: string): string | undefined {
  const servers = holders.map(({ servers }) => servers).find((list) => Array.isArray(list) && list.length > 0);
  const server = nodeOf(Array.isArray(servers) ? servers[0] : { url: '/' });
  const variables = nodeOf(server.variables);
  const filled = String(server.url).replace(/\{([^{}]+)\}/g, (_whole, name: string) =>
    String(nodeOf(variables[name]).default ?? ''),
  );
  return URL.canParse(filled, url) ? new URL(filled, url).href : undefined;
}

/** Those of the path, overruled by those of the operation. */
function parametersOf(holders: readonly Node[], root: Node): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const { parameters } of holders) {
    for (const given of Array.isArray(parameters) ? parameters : []) {
      const node = resolved(given, root);
      const parameter = { ...facts(node), name: String(node.name), in: node.in as Parameter['in'] };
      found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

/** Swagger joins by `collectionFormat`, comma by default; OpenAPI repeats in a query unless `explode` is off. */
function facts({ required, collectionFormat, style, explode, in: place, schema }: Node) {
  const isRequired = required === true;
  if (schema === undefined) return { isRequired, join: COLLECTIONS[String(collectionFormat)] ?? ',' };
  const isExploded = explode ?? (style === undefined || style === 'form');
  return { isRequired, join: place === 'query' && isExploded ? 'repeat' : (STYLES[String(style)] ?? ',') } as const;
}

const COLLECTIONS: Readonly<Record<string, Parameter['join']>> = { multi: 'repeat', ssv: ' ', tsv: '\t', pipes: '|' };
const STYLES: Readonly<Record<string, Parameter['join']>> = { spaceDelimited: ' ', pipeDelimited: '|' };

function bodyOf({ requestBody, consumes }: Node, root: Node): Pick<Operation, 'bodyType' | 'isBodyRequired'> {
  if (requestBody === undefined) {
    const types = Array.isArray(consumes) ? consumes : root.consumes;
    return { bodyType: bestType(Array.isArray(types) ? types.map(String) : []) };
  }
  const { content, required } = resolved(requestBody, root);
  return { bodyType: bestType(Object.keys(nodeOf(content))), isBodyRequired: required === true };
}

function bestType(types: readonly string[]): string {
  return types.find((type) => /[/+]json$/.test(type)) ?? types[0] ?? 'application/json';
}

/** The node that a local reference means; references lead at most so many steps. */
function resolved(node: unknown, root: Node, steps = 10): Node {
  const { $ref: reference, ...rest } = nodeOf(node);
  if (typeof reference !== 'string' || !reference.startsWith('#/') || steps === 0) return rest;
  const target = reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<unknown>((at, part) => (Object.hasOwn(nodeOf(at), part) ? nodeOf(at)[part] : undefined), root);
  return resolved(target, root, steps - 1);
}

function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}
