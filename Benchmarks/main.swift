import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Keeps a result from being optimised away.
@inline(never)
func keep(_ value: Int) {
    if value == Int.min { print(value) }
}

/// The bytes of a file; none when it cannot be read.
func contents(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[0..<count] }
    return String(decoding: bytes, as: UTF8.self)
}

var benchmarks = [SigningBenchmarks.signatures()]
if CommandLine.arguments.count > 1, let decisions = PolicyBenchmarks.decisions(contents(of: CommandLine.arguments[1])) {
    benchmarks.append(decisions)
}
print(JSONValue.array(benchmarks.map { $0.measure() }).serialized(.pretty))
