-- A place for batches of documents, which are read whole and thrown away.
local sink = {}

local function read(name)
    local file = assert(io.open(name, "rb"))
    local text = file:read("*a")
    file:close()
    return text
end

local rows, before, after, kept

-- Reads what it answers with: the rows of a batch, and of each document what stands before and behind its revision.
function sink.load(folder)
    rows = read(folder .. "/rows.json")
    before, after = {}, {}
    for line in read(folder .. "/bases.tsv"):gmatch("[^\n]+") do
        local id, first, second = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)$")
        before[id], after[id] = first, second
    end
end

local function answer(status, body)
    ngx.status = status
    ngx.header.content_type = "application/json"
    ngx.header.content_length = #body
    ngx.print(body)
end

-- POST _bulk_docs.
function sink.take()
    ngx.req.read_body()
    if ngx.var.http_x_keep then
        kept = ngx.req.get_body_data()
    end
    answer(201, rows)
end

-- The last batch that came with X-Keep, to see that it was the right one.
function sink.show()
    answer(200, kept or "null")
end

-- POST _bulk_get of revisions: every document has had any revision that is asked for.
function sink.bases()
    ngx.req.read_body()
    local found = {}
    for id, revision in ngx.req.get_body_data():gmatch('"id":"([^"]+)","rev":"([^"]+)"') do
        found[#found + 1] = '{"id":"' .. id .. '","docs":[{"ok":' .. before[id] .. revision .. after[id] .. "}]}"
    end
    answer(200, '{"results":[' .. table.concat(found, ",") .. "]}")
end

return sink
