export interface Login {
  readonly name: string;
  readonly password: string;
  /** The database that the connection string leads to, where it does not say so itself. */
  readonly database: string;
}

// As a URL is taken apart: the user ends at the last @ before the path.
const PARTS = /^(postgres(?:ql)?:\/\/)(?:[^/?#]*@)?([^/?#@]*)(?:\/([^?#]*))?(?:\?([^#]*))?/;

/** The connection string `databaseUrl` with a login in place of its user; nothing of that user is left in it. */
export function loginUrl(databaseUrl: string, { name, password, database }: Login): string {
  const [, scheme = '', place = '', path = '', query = ''] = PARTS.exec(databaseUrl) ?? [];
  // node-postgres goes by these first.
  const settings = query.split('&').filter((setting) => {
    const [key] = new URLSearchParams(setting).keys();
    return key !== undefined && key !== 'user' && key !== 'password';
  });
  const user = `${encodeURIComponent(name)}:${encodeURIComponent(password)}@`;
  const url = `${scheme}${user}${place}/${path || encodeURI(database)}`;
  return settings.length === 0 ? url : `${url}?${settings.join('&')}`;
}
