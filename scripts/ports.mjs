import { createServer } from 'node:net';
import { Problem } from './problem.mjs';

function listenOnce(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const { port: taken } = server.address();
      server.close(() => resolve(taken));
    });
  });
}

/** A port of the loopback interface that nobody listens on at this moment. */
export const findFreePort = () => listenOnce(0);

/**
 * Throws in words when the port is taken.
 *
 * @param {number} port
 * @param {string} [flag] which flag of `npm start` chooses another
 */
export async function assertPortFree(port, flag) {
  try {
    await listenOnce(port);
  } catch (error) {
    if (error.code === 'EADDRINUSE') {
      throw new Problem(
        `Port ${port} of this machine is taken.`,
        flag
          ? [`Choose another: npm start -- ${flag} ${port + 1}`]
          : ['End the program that listens there, then try again.'],
      );
    }
    if (error.code === 'EACCES') {
      throw new Problem(
        `Port ${port} needs rights that this user lacks.`,
        flag ? [`Choose one above 1023: npm start -- ${flag} 7007`] : [],
      );
    }
    throw error;
  }
}
