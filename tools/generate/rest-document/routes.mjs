// Which routes the services have: what Nest itself would serve, found without starting anything.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { ALLOWED, ledgerModule, OPERATION, PUBLIC } from '../../../libs/nest-kit/dist/index.js';

/**
 * Every route of a module, by Nest's own way of making paths. In its preview mode Nest makes no instance of anything, so that neither
 * a database nor a bus is needed.
 * @param {object} module a Nest module, static or dynamic
 * @returns {Promise<readonly {path: string, method: string, id: string, parameters: readonly object[], status: string, facts: object,
 *   roles: readonly string[] | undefined}[]>} `roles`: undefined for a route that needs no key
 * @throws Error naming routes that say nothing of themselves by `@Operation`, or that nobody may call.
 */
export async function routesOf(module) {
  class Explored {}
  const imports = [ledgerModule({}), module];
  const app = await NestFactory.create({ module: Explored, imports }, new FastifyAdapter(), {
    preview: true,
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const controllers = controllersOf(app);
    const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build(), {
      operationIdFactory: (controller, method) => `${controller}.${method}`,
    });
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, parameters = [], responses }]) => {
        const [controllerName, handlerName] = operationId.split('.');
        const controller = controllers.get(controllerName);
        const told = (key) =>
          Reflect.getMetadata(key, controller.prototype[handlerName]) ?? Reflect.getMetadata(key, controller);
        const facts = told(OPERATION);
        if (!facts) throw new Error(`${method.toUpperCase()} ${path} has no @Operation (${operationId}).`);
        const roles = told(PUBLIC) ? undefined : (told(ALLOWED) ?? []);
        if (roles?.length === 0) throw new Error(`${method.toUpperCase()} ${path} is closed to everybody.`);
        const id = `${noun(controllerName)}_${handlerName}`;
        const [status] = Object.keys(responses);
        return { path: named(path, facts), method, id, parameters, status, facts, roles };
      }),
    );
  } finally {
    await app.close();
  }
}

/** A path that is open at its end, with a name for what stands there. */
function named(path, { rest }) {
  return rest === undefined ? path : path.replace(/\{path\}$/, `{${rest}}`);
}

/** Name → class; two of one name could not be told apart. */
function controllersOf(app) {
  const controllers = new Map();
  for (const module of app.container.getModules().values()) {
    for (const { metatype } of module.controllers.values()) {
      const { name } = metatype;
      if (controllers.has(name) && controllers.get(name) !== metatype) {
        throw new Error(`Two controllers are called ${name}.`);
      }
      controllers.set(name, metatype);
    }
  }
  return controllers;
}

/** `RouteController` → `route`. */
function noun(controllerName) {
  const name = controllerName.replace(/Controller$/, '');
  return name[0].toLowerCase() + name.slice(1);
}
