import Foundation
import TestFiles
import Testing
import Wire

@Suite struct `AWS settings files` {
    /// Names that the AWS command line accepts and the suite drops: people can use them, so they are read.
    private static let readOnPurpose = ["foo!bar", "in valid 2"]
    /// Files that the suite refuses and the AWS command line reads: people have them.
    private static let takenOnPurpose = ["Property definitions must contain an equals sign."]

    @Test(.needs(publicData: "aws_profile_suite.json"))
    func `the profile suite's files are read as it demands`() throws {
        let suite = try JSONValue.parse(PublicData.bytes("aws_profile_suite.json"))
        let cases = try #require(suite["profile_parser"]?.array)
        #expect(cases.count == 65)
        for test in cases {
            let name = test["name"]?.string ?? ""
            let input = test["input"]
            do throws(DocumentError) {
                let config = try AWSConfigFile.parse(input?["configFile"]?.string ?? "", kind: .config)
                let credentials = try AWSConfigFile.parse(input?["credentialsFile"]?.string ?? "", kind: .credentials)
                guard let expected = test["output"]?["config"] else {
                    if !Self.takenOnPurpose.contains(name) { Issue.record("accepted: \(name)") }
                    #expect(!config.warnings.isEmpty)
                    continue
                }
                var found = Self.table(config.sections, .profile)
                // Merging the two files is the credential chain's work; its rule is one line.
                for (profile, properties) in Self.table(credentials.sections, .profile) {
                    found[profile, default: [:]].merge(properties) { _, new in new }
                }
                for name in Self.readOnPurpose { found[name] = nil }
                #expect(found == Self.table(expected["profiles"]), "\(name)")
                if let sessions = expected["sso_sessions"] {
                    #expect(Self.table(config.sections, .ssoSession) == Self.table(sessions), "\(name)")
                }
            } catch {
                #expect(test["output"]?["errorContaining"] != nil, "\(name): \(error)")
            }
        }
    }

    private static func table(
        _ sections: [AWSConfigFile.Section], _ kind: AWSConfigFile.Section.Kind
    ) -> [String: [String: String]] {
        var table: [String: [String: String]] = [:]
        for section in sections where section.kind == kind {
            table[section.name] = Dictionary(section.properties.map { ($0.key, $0.value) }) { $1 }
        }
        return table
    }

    private static func table(_ value: JSONValue?) -> [String: [String: String]] {
        var table: [String: [String: String]] = [:]
        for member in value?.object?.members ?? [] {
            let pairs = member.value.object?.members ?? []
            table[member.key] = Dictionary(pairs.map { ($0.key, $0.value.string ?? "") }) { $1 }
        }
        return table
    }

    @Test(arguments: HostileEntry.all(in: "awsconfig"))
    func `hostile files do what the corpus allows`(entry: HostileEntry) throws {
        let isCredentials = entry.file.hasSuffix("in-credentials.ini")
        let bytes = try entry.bytes()
        var file: AWSConfigFile?
        #expect(isFast { file = try? AWSConfigFile.parse(bytes, kind: isCredentials ? .credentials : .config) })
        switch entry.expect {
        case "reject": #expect(file == nil)
        case "accept": #expect(file != nil)
        case "as-credentials-ignored", "as-config-ignored":
            #expect(file?.profileNames == [])
            #expect(file?.warnings.count == 1)
        case "reject-or-warn": #expect(file == nil || file?.warnings.isEmpty == false)
        default: break
        }
        guard let file, let expected = entry.value?.object else { return }
        for member in expected.members {
            let profile = try #require(file.profile(member.key))
            for property in member.value.object?.members ?? [] {
                #expect(profile[property.key] == property.value.string, "\(property.key)")
            }
        }
    }

    @Test func `nested properties, sign-ins and services are kept apart`() throws {
        let file = try AWSConfigFile.parse(
            """
            [sso-session corp]
            sso_region = eu-west-1
            [profile a]
            S3 =
              Max_Concurrent_Requests = 20
              # a comment
              addressing_style = path
            services = local
            [services local]
            sts =
              endpoint_url = http://127.0.0.1:1
            [plugins x]
            """, kind: .config)
        #expect(file.profileNames == ["a"])
        #expect(file.profile("a")?.property("s3")?["max_concurrent_requests"] == "20")
        #expect(file.profile("a")?.property("s3")?.nested.last?.position == SourcePosition(line: 7, column: 3))
        #expect(file.profile("a")?["SERVICES"] == "local")
        #expect(file.ssoSession("corp")?["sso_region"] == "eu-west-1")
        #expect(file.services("local")?.property("sts")?["endpoint_url"] == "http://127.0.0.1:1")
        #expect(file.sections.last?.kind == .other("plugins"))
        #expect(file.warnings.isEmpty)
    }

    @Test func `indented sections and colons are read as the AWS command line reads them`() throws {
        let file = try AWSConfigFile.parse(
            "  [profile dev]\n  region: eu-west-1\n  s3 =\n    addressing_style = path\n  role_arn=arn:aws:iam::1:role/x\n"
                + "  [default] the first\nregion = eu-west-2\n output = json\n",
            kind: .config)
        #expect(file.profileNames == ["dev", "default"])
        let dev = try #require(file.profile("dev"))
        #expect(dev["region"] == "eu-west-1")
        #expect(dev.property("s3")?["addressing_style"] == "path")
        #expect(dev["role_arn"] == "arn:aws:iam::1:role/x")
        // Here the second line goes on with the first one.
        #expect(file.profile("default")?.properties.map(\.value) == ["eu-west-2\noutput = json"])
        #expect(
            file.warnings.map(\.sentence) == [
                "Line 2: region is set with a colon, which only the AWS command line takes for =.",
                "Line 2: region is indented, which only the AWS command line takes.",
                "Line 3: s3 is indented, which only the AWS command line takes.",
                "Line 5: role_arn is indented, which only the AWS command line takes.",
                "Line 6: the text behind ] counts for nothing, and only the AWS command line takes it.",
            ])
    }

    @Test func `sections that lack the word profile are known by name`() throws {
        let text = "[dev]\nregion = eu-west-1\n[plugins]\n[a b]\n[profile c]\n"
        #expect(try AWSConfigFile.parse(text, kind: .config).unprefixedNames == ["dev"])
        #expect(try AWSConfigFile.parse(text, kind: .credentials).unprefixedNames == [])
    }

    @Test func `doubts are told with their line`() throws {
        let file = try AWSConfigFile.parse(
            "[default]\na = 1\n[profile default]\nregion = eu-west-1 # main\nregion = eu-west-2\n[b]\n[profile default]\n",
            kind: .config)
        #expect(
            file.warnings.map(\.sentence) == [
                "Line 4: the comment behind region is cut; the AWS command line would keep it.",
                "Line 5: region stands in line 4 already; the AWS command line refuses that.",
                "Line 6: [b] is no section of this file.",
                "Line 7: [profile default] stands in line 3 already; the AWS command line refuses that.",
                "Line 1: [profile default] counts, [default] does not.",
            ])
        #expect(file.profile("default")?["region"] == "eu-west-2")
        let commented = try AWSConfigFile.parse("[default]\nregion = eu-west-1 # main", kind: .config)
        #expect(commented.profile("default")?.property("region")?.commandLineValue == "eu-west-1 # main")
    }

    @Test func `values are in no description and no error`() throws {
        let file = try AWSConfigFile.parse("[default]\naws_secret_access_key = hidden\n", kind: .credentials)
        let property = try #require(file.profile("default")?.property("aws_secret_access_key"))
        #expect("\(property)" == "aws_secret_access_key in line 2")
        #expect(!String(reflecting: property).contains("hidden"))
        #expect(!"\(file)".contains("hidden"))
        let error = #expect(throws: DocumentError.self) {
            try AWSConfigFile.parse("[default]\nhidden", kind: .credentials)
        }
        #expect(error?.sentence == "Line 2: this line has no =.")
    }
}
