package io.slipcover.benchmarks.compare;

/** A program that a part of the comparison needs. The comparison does not install it. */
enum Tool {
    NGINX("nginx", "apt-get install nginx"),
    LUA("nginx's Lua module with cjson", "apt-get install libnginx-mod-http-lua lua-cjson"),
    WRK("wrk", "apt-get install wrk"),
    NODE("Node with npm", "apt-get install nodejs npm"),
    GATEWAY("Spring Cloud Gateway", "./mvnw -f benchmarks/spring-cloud-gateway/pom.xml package"),
    JDK_25("JDK 25", "https://adoptium.net, or set JDK_25_HOME to where it is"),
    COUCHDB("CouchDB", "https://docs.couchdb.org/en/stable/install/unix.html, or set COUCHDB_HOME to where it is");

    private final String title;
    private final String source;

    Tool(String title, String source) {
        this.title = title;
        this.source = source;
    }

    /** What it is called in a sentence. */
    String title() {
        return title;
    }

    /** How to get it, on Debian. */
    String source() {
        return source;
    }
}
