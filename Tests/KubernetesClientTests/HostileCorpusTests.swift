import KubernetesClient
import TestFiles
import Testing
import Wire

/// The corpora of hostile kubeconfig files and tokens.
@Suite struct HostileCorpusTests {
    private func bytes(_ name: String) throws -> [UInt8] { try OwnCases.bytes("hostile/" + name) }

    private func entries() throws -> [JSONValue] {
        let index = try JSONValue.parse(bytes("INDEX.json"))
        return try #require(index["entries"]?.array)
    }

    @Test func `hostile kubeconfig files are read or refused with their place`() throws {
        var seen = 0
        for entry in try entries() {
            guard let file = entry["file"]?.string, file.hasPrefix("kubeconfig/"), file.hasSuffix(".yaml"),
                let expected = entry["expect"]?.string
            else { continue }
            let content: [UInt8]
            if let recipe = entry["generate"] {
                let unit = recipe["unit"]?.string ?? ""
                let text = (recipe["prefix"]?.string ?? "") + String(repeating: unit, count: recipe["count"]?.int ?? 0)
                content = Array((text + (recipe["suffix"]?.string ?? "")).utf8)
            } else {
                content = try bytes(file)
            }
            seen += 1
            do {
                let config = try Kubeconfig.read(content, file: file)
                #expect(!expected.hasPrefix("reject") || expected.contains("-or-"), "\(file) was accepted")
                if let wanted = entry["value"]?["current-context"]?.string {
                    #expect((config.currentContext ?? "") == wanted, "\(file)")
                }
                if let wanted = entry["value"]?["namespace"]?.string {
                    #expect(config.contexts.first?.namespace == wanted, "\(file)")
                }
                if expected == "accept-then-report" {
                    #expect(throws: KubeconfigProblem.self, "\(file)") { try config.context() }
                }
            } catch {
                let problem = error
                #expect(!expected.hasPrefix("accept") || expected.contains("-or-"), "\(file): \(problem.sentence)")
                #expect(problem.file == file && problem.position != nil, "\(file)")
            }
        }
        #expect(seen >= 30)
    }

    @Test func `hostile tokens are read or refused`() throws {
        let cases = try #require(try JSONValue.parse(bytes("jwt/jwt.json"))["cases"]?.array)
        #expect(cases.count >= 30)
        for item in cases {
            let name = item["name"]?.string ?? ""
            let expected = item["expect"]?.string ?? ""
            do {
                let claims = try TokenClaims(token: item["token"]?.string ?? "")
                #expect(!expected.hasPrefix("reject") || expected.contains("-or-"), "\(name) was accepted")
                if name == "aud-string" { #expect(claims.audiences == ["sts.amazonaws.com"]) }
                if name == "exp-huge" { #expect(claims.expiration == .max) }
                if name == "alg-none" { #expect(claims.algorithm == "none") }
            } catch {
                let problem = error
                #expect(!expected.hasPrefix("accept") || expected.contains("-or-"), "\(name): \(problem.sentence)")
                if name == "eks-token" { #expect(problem == .eksBearerToken) }
            }
        }
    }
}
