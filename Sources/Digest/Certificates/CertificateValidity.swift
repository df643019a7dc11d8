/// When a certificate counts, in seconds since 1970.
public struct CertificateValidity: Hashable, Sendable {
    /// The first second it counts.
    public var notBefore: Int64
    /// The last second it counts.
    public var notAfter: Int64

    /// A span between two moments.
    public init(notBefore: Int64, notAfter: Int64) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    /// A span of days around `now` (seconds since 1970), begun an hour earlier for clocks that are behind.
    public static func days(_ days: Int, from now: Int64) -> CertificateValidity {
        CertificateValidity(notBefore: now - 3600, notAfter: now + Int64(days) * 86400)
    }

    /// Whether the certificate counts at `moment`, in seconds since 1970.
    public func holds(at moment: Int64) -> Bool {
        notBefore <= moment && moment <= notAfter
    }
}
