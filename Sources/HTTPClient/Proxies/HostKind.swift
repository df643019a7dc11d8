/// Hosts that are treated differently.
public enum HostKind {
    /// Whether the host is this machine: `localhost` and names under it, 127.0.0.0/8, ::1.
    public static func isLoopback(_ host: String) -> Bool {
        var name = host.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        guard let address = IPAddress(name) else { return false }
        if address.bytes.count == 4 { return address.bytes[0] == 127 }
        return address.bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// Whether the host is one where AWS serves credentials to instances and containers.
    public static func isMetadata(_ host: String) -> Bool {
        guard let address = IPAddress(host) else { return false }
        if address.bytes.count == 4 { return address.bytes[0] == 169 && address.bytes[1] == 254 }
        return ["fd00:ec2::254", "fd00:ec2::23"].contains { IPAddress($0) == address }
    }
}
