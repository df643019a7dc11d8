import Digest
import Wire

/// Checks the Signature Version 4 of raw requests, in header and query form.
struct SignatureVerifier: Sendable {
    /// Why a signature that can be read is not accepted.
    enum Refusal: Error, Sendable, Hashable {
        /// The two signatures differ.
        case mismatch
        /// The date is too old; the text is AWS's.
        case expired(String)
        /// The date lies in the future; the text is AWS's.
        case notYetCurrent(String)
        /// The scope or the list of headers is wrong; the text is AWS's.
        case scope(String)
    }

    /// How far clocks may differ, in seconds.
    static let skew = 300
    /// For how long the presigned GetCallerIdentity of an EKS token is taken, in seconds.
    static let presignedSTS = 900

    private let keys = SigningKeys()

    /// Checks date, scope and signature.
    ///
    /// - Parameters:
    ///   - request: the request as it came off the wire.
    ///   - claims: what it says about its signature.
    ///   - secret: the secret of its access key.
    ///   - now: the time on the verifier's clock.
    /// - Throws: why the signature is not accepted.
    func verify(
        _ request: RawRequest, claims: SignatureClaims, secret: String, now: Timestamp
    ) throws(Refusal) {
        guard let time = claims.time else {
            throw .scope("Date must be in ISO-8601 'basic format'. Got '\(claims.date.prefix(40))'.")
        }
        guard claims.day == time.day else {
            throw .scope(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                    + "'\(claims.day)' != '\(time.day)', from '\(claims.date)'.")
        }
        guard claims.signedHeaders.contains("host") else {
            throw .scope("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
        }
        try checkAge(of: time, claims, now: now)
        let signature = signature(of: request, claims: claims, secret: secret)
        guard ConstantTime.equal(signature, Array(claims.signature.utf8)) else { throw .mismatch }
    }

    /// The signature a request should have, in hex.
    func signature(of request: RawRequest, claims: SignatureClaims, secret: String) -> [UInt8] {
        let canonical = CanonicalRequest(
            request: request, signedHeaders: claims.signedHeaders, presigned: claims.place == .query)
        let date = claims.time?.basic ?? claims.date
        var text: [UInt8] = Array("AWS4-HMAC-SHA256\n".utf8)
        text.append(contentsOf: date.utf8)
        text.append(0x0A)
        text.append(contentsOf: claims.scope.utf8)
        text.append(0x0A)
        text.append(contentsOf: Hex.digits(of: canonical.digest))
        return Hex.digits(of: keys.key(secret: secret, claims: claims).code(text))
    }

    private func checkAge(of time: Timestamp, _ claims: SignatureClaims, now: Timestamp) throws(Refusal) {
        var age = Self.skew
        if claims.place == .query {
            let seconds = claims.expires ?? 0
            age = claims.service == "sts" ? Self.presignedSTS : min(max(seconds, 1), 604_800)
        }
        let minutes = { (seconds: Int) in "\(seconds / 60) min." }
        if now.seconds(since: time) > age {
            throw .expired(
                "Signature expired: \(time.basic) is now earlier than \(now.adding(seconds: -age).basic) "
                    + "(\(now.basic) - \(minutes(age)))")
        }
        if time.seconds(since: now) > Self.skew {
            throw .notYetCurrent(
                "Signature not yet current: \(time.basic) is still later than \(now.adding(seconds: Self.skew).basic) "
                    + "(\(now.basic) + \(minutes(Self.skew)))")
        }
    }
}
