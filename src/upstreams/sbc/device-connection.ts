import { type buildConnector } from 'undici'
import { guardedConnector } from '../outbound/guarded-connector.ts'
import type { SbcConnection } from './sbc.ts'

export class WrongCertificate extends Error {
  readonly fingerprint: string

  constructor (fingerprint: string) {
    super('The certificate is not the pinned one')
    this.fingerprint = fingerprint
  }
}

/** To wait for a connection. */
const usualSeconds = 5

/**
 * Connects to the device, and tells when the certificate that it shows ends. A pinned certificate is trusted as such;
 * an authority of our own as well, when both are named.
 */
export function connectorOf (
  {
    addresses, certificateAuthority, certificateFingerprint, clientCertificate, clientKey, connectSeconds
  }: SbcConnection,
  tellEnd: (ends: Date) => void
): buildConnector.connector {
  const connect = guardedConnector(addresses, {
    timeout: (connectSeconds ?? usualSeconds) * 1000,
    ...(certificateAuthority !== undefined && { ca: certificateAuthority }),
    ...(clientCertificate !== undefined && { cert: clientCertificate, key: clientKey }),
    ...(certificateFingerprint !== undefined && certificateAuthority === undefined && { rejectUnauthorized: false })
  })
  const wanted = certificateFingerprint === undefined ? undefined : bare(certificateFingerprint)
  return (options, callback) => {
    connect(options, (error, socket) => {
      if (error !== null) return callback(error, null)
      const shown = 'getPeerCertificate' in socket ? socket.getPeerCertificate() : undefined
      const ends = new Date(shown?.valid_to ?? '')
      if (!Number.isNaN(ends.getTime())) tellEnd(ends)
      const fingerprint = shown?.fingerprint256 ?? ''
      if (wanted === undefined || bare(fingerprint) === wanted) return callback(null, socket)
      socket.destroy()
      callback(new WrongCertificate(fingerprint), null)
    })
  }
}

/** The SHA-256 of the certificate that a device shows, whatever it is worth; nothing is sent to it. */
export function fingerprintShownBy ({ addresses, baseUrl }: SbcConnection): Promise<string | undefined> {
  const { protocol, hostname, port, host } = new URL(baseUrl)
  const connect = guardedConnector(addresses, { timeout: usualSeconds * 1000, rejectUnauthorized: false })
  return new Promise(resolve => {
    connect({ protocol, hostname, port: port === '' ? '443' : port, host }, (error, socket) => {
      if (error !== null) return resolve(undefined)
      resolve('getPeerCertificate' in socket ? socket.getPeerCertificate().fingerprint256 : undefined)
      socket.destroy()
    })
  })
}

function bare (fingerprint: string): string {
  return fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase()
}
