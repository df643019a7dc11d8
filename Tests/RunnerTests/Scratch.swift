import Foundation
import Setup

/// Runs a test with a state folder of its own, which goes away afterwards.
func withScratch(_ body: (StateDirectory) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("sesame-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(StateDirectory(path: path))
}
