import Testing
import Wire

@testable import Simulator

/// The API server as a face: credentials, tables, discovery, protocol buffers, watching.
struct FaceTests {
    private let world: SimulatedWorld
    private let face: KubernetesFace

    init() throws {
        world = try SimulatedWorld("ready")
        face = KubernetesFace(world.world, hub: world.hub)
    }

    private var token: String { world.access.clusterTokens[0].token }

    private func get(_ target: String, _ headers: [(String, String)] = []) async throws -> (status: Int, JSONValue) {
        let response = await face.answer(
            RawRequest(
                method: "GET", target: target,
                headers: [("authorization", "Bearer \(token)")] + headers.map { (name: $0.0, value: $0.1) }))
        return (response.status, try JSONValue.parse(response.body))
    }

    @Test func `strange credentials get 401 as a Status`() async throws {
        for header in ["Bearer x", "Bearer k8s-aws-v1.x", "Bearer a.b.c", "Basic abc", "Bearer"] {
            let response = await face.answer(
                RawRequest(method: "GET", target: "/api", headers: [("authorization", header)]))
            #expect(response.status == 401)
            #expect(
                String(decoding: response.body, as: UTF8.self)
                    == #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}"#
                    + "\n")
        }
    }

    @Test func `lists come as tables to those who ask`() async throws {
        let (_, table) = try await get(
            "/api/v1/namespaces/default/serviceaccounts",
            [("accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json")])
        #expect(table["kind"] == "Table")
        #expect(table["columnDefinitions"]?.array?.compactMap { $0["name"]?.string } == ["Name", "Secrets", "Age"])
        #expect(table["rows"]?.array?.compactMap { $0["cells"]?.array?.first?.string } == ["default", "ses-sender"])
    }

    @Test func `discovery lists what is served`() async throws {
        let (_, core) = try await get("/api/v1")
        let names = core["resources"]?.array?.compactMap { $0["name"]?.string } ?? []
        #expect(names.contains("serviceaccounts/token"))
        #expect(names.contains("pods/log"))
        let (_, groups) = try await get("/apis")
        for group in groups["groups"]?.array ?? [] {
            let version = try #require(group["preferredVersion"]?["groupVersion"]?.string)
            #expect(try await get("/apis/\(version)").status == 200)
        }
        let (_, definitions) = try await get("/openapi/v2")
        #expect(definitions["definitions"]?["io.k8s.api.Deployment"] != nil)
        let (_, configuration) = try await get("/.well-known/openid-configuration")
        #expect(configuration["issuer"]?.string == "https://" + world.catalogue.values["issuer"])
    }

    @Test func `kubectl's protocol buffers are read`() async throws {
        // ServiceAccount "bot" with an empty status of creation, in the envelope that client-go writes.
        let metadata: [UInt8] = [0x0A, 3] + Array("bot".utf8) + [0x42, 0]
        let object: [UInt8] = [0x0A, UInt8(metadata.count)] + metadata
        let type: [UInt8] = [0x0A, 2] + Array("v1".utf8) + [0x12, 14] + Array("ServiceAccount".utf8)
        let body: [UInt8] =
            [0x6B, 0x38, 0x73, 0x00, 0x0A, UInt8(type.count)] + type + [0x12, UInt8(object.count)] + object + [
                0x1A, 0, 0x22, 0,
            ]
        let request = { (body: [UInt8]) in
            RawRequest(
                method: "POST", target: "/api/v1/namespaces/default/serviceaccounts",
                headers: [
                    ("authorization", "Bearer \(token)"), ("content-type", "application/vnd.kubernetes.protobuf"),
                ], body: body)
        }
        #expect(await face.answer(request(body)).status == 201)
        #expect(try await get("/api/v1/namespaces/default/serviceaccounts/bot").status == 200)
        for length in 0..<body.count {
            #expect(await face.answer(request(Array(body.prefix(length)))).status != 201)
        }
    }

    @Test func `warnings are headers of printed characters, and forms are chosen by what is accepted`() async throws {
        func ask(_ method: String, _ path: String, _ accept: String, _ body: String = "") async -> RawResponse {
            await face.answer(
                RawRequest(
                    method: method, target: "/api/v1/namespaces/default/serviceaccounts" + path,
                    headers: [("authorization", "Bearer \(token)"), ("accept", accept)], body: Array(body.utf8)))
        }
        let body = #"{"metadata":{"name":"w","nope":1},"a\"b":2,"c\nd":3}"#
        let made = await ask("POST", "", "application/json", body)
        #expect(made.status == 201)
        #expect(
            made.headers.filter { $0.name == "warning" }.map(\.value) == [
                #"299 - "unknown field \"metadata.nope\"""#, #"299 - "unknown field \"a\"b\"""#,
            ])
        #expect(await ask("GET", "/w", "text/html").status == 406)
        let partial = await ask("GET", "/w", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io")
        #expect(try JSONValue.parse(partial.body)["kind"] == "PartialObjectMetadata")
        let binary = await ask("GET", "/w", "application/vnd.kubernetes.protobuf")
        #expect(try ProtobufObject.read(binary.body).name == "w")
        let list = await ask("GET", "", "application/vnd.kubernetes.protobuf")
        #expect(list.body.starts(with: ProtobufObject.magic))
        let text = await ask("GET", "/w", "application/yaml")
        #expect(String(decoding: text.body, as: UTF8.self).contains("name: w\n"))
    }

    @Test func `a role that was made again is not who the access entry means`() async throws {
        let check = { (id: String) in
            world.world.change { $0.cluster.accessEntries[0].principalID = id }
        }
        let caller = try #require(world.world.read { $0.administrator(of: "111122223333") })
        guard case .user(_, let id) = caller.kind else { return }
        check(id)
        #expect(world.world.read { $0.cluster.accessEntries.first?.principalARN } == caller.principalARN)
        try world.change(by: "k8s-access-entry-stale")
        #expect(world.world.read { $0.cluster.accessEntries.first?.principalID } != id)
    }

    @Test(.timeLimit(.minutes(5))) func `a watch tells what happens`() async throws {
        let reply = face.reply(
            to: RawRequest(
                method: "GET", target: "/api/v1/namespaces/default/serviceaccounts?watch=true&timeoutSeconds=20",
                headers: [("authorization", "Bearer \(token)")]))
        guard case .stream(let head, let pieces) = reply else {
            Issue.record("no stream")
            return
        }
        #expect(head.status == 200)
        var lines = pieces.makeAsyncIterator()
        for name in ["default", "ses-sender"] {
            let line = try JSONValue.parse(try #require(await lines.next()))
            #expect(line["type"] == "ADDED")
            #expect(line["object"]?.name == name)
        }
        for (method, path, body, type) in [
            ("POST", "", #"{"metadata":{"name":"new"}}"#, "ADDED"), ("DELETE", "/new", "", "DELETED"),
        ] {
            _ = await face.answer(
                RawRequest(
                    method: method, target: "/api/v1/namespaces/default/serviceaccounts\(path)",
                    headers: [("authorization", "Bearer \(token)")], body: Array(body.utf8)))
            let line = try JSONValue.parse(try #require(await lines.next()))
            #expect(line["type"]?.string == type)
            #expect(line["object"]?.name == "new")
        }
        // Another world has another past; who watches has to look again.
        try world.reset(to: "fresh")
        let gone = try JSONValue.parse(try #require(await lines.next()))
        #expect(gone["type"] == "ERROR")
        #expect(gone["object"]?["reason"] == "Expired")
        #expect(await lines.next() == nil)
    }

    @Test func `faults and delays are the API server's own`() async throws {
        world.world.change {
            $0.options.faults = [FaultRule(.throttle, service: "kubernetes", operation: "list pods", times: 1)]
            $0.options.latency = ["kubernetes:list pods": .milliseconds(50)]
        }
        let pods = RawRequest(
            method: "GET", target: "/api/v1/pods", headers: [("authorization", "Bearer \(token)")])
        let throttled = await face.answer(pods)
        #expect(throttled.status == 429)
        #expect(throttled.delay == .milliseconds(50))
        #expect(await face.answer(pods).status == 200)
        #expect(world.world.read { $0.requests.all.last?.operation } == "list pods")
    }
}
