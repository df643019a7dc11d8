/// Which hosts may be spoken to without TLS.
public enum PlainHTTPRule: Hashable, Sendable {
    /// This machine only: `localhost`, 127.0.0.0/8, ::1.
    case loopback
    /// This machine and the link-local addresses where AWS serves credentials to instances and containers:
    /// 169.254.0.0/16, fd00:ec2::254, fd00:ec2::23.
    case loopbackAndMetadata
}
