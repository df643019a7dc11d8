/// `aws configure list`: profile, keys and region, and where each of them comes from.
enum AWSConfigureList {
    /// What it prints.
    ///
    /// - Throws: Why there are no keys although somebody said where they are, as for every other command.
    static func text(_ words: AWSWords, _ process: PodProcess) async throws(AWSProblem) -> String {
        let session = AWSSession(words, process)
        var keys = [("access_key", notSet, "None", "None"), ("secret_key", notSet, "None", "None")]
        do throws(AWSProblem) {
            let found = try await session.credentials(region: (try? session.region) ?? "us-east-1")
            keys = [
                ("access_key", masked(found.accessKeyID), found.method.rawValue, ""),
                ("secret_key", masked(found.secret.value), found.method.rawValue, ""),
            ]
        } catch {
            guard error == .noCredentials else { throw error }
        }
        var rows = [("Name", "Value", "Type", "Location"), ("----", "-----", "----", "--------")]
        rows.append(("profile", notSet, "None", "None"))
        rows += keys
        let region = ["AWS_REGION", "AWS_DEFAULT_REGION"].compactMap { process.environment[$0] }.first { !$0.isEmpty }
        rows.append(
            region.map { ("region", $0, "env", "['AWS_REGION', 'AWS_DEFAULT_REGION']") }
                ?? ("region", notSet, "None", "None"))
        return rows.map { row in
            "\(row.0.padded(10))\(row.1.padded(25))\(row.2.padded(17))    \(row.3)\n"
        }.joined()
    }

    private static let notSet = "<not set>"

    /// The last four characters, as the CLI shows keys.
    private static func masked(_ key: String) -> String { String(repeating: "*", count: 16) + key.suffix(4) }
}

extension String {
    /// The text at the right of so many columns.
    fileprivate func padded(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
